package hookworks.server.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go back to: a path of this site, never the address of another that someone put into a form. */
public final class LocalAddress {
    private static final Pattern LOCAL = Pattern.compile("/(?!/)[A-Za-z0-9/_.~-]*");

    private LocalAddress() {}

    /** The address where it is a path of this site, else the course home. */
    public static String orHome(@Nullable String address) {
        return address != null && LOCAL.matcher(address).matches() ? address : "/";
    }
}
