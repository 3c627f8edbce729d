package hookworks.lens.families;

import java.nio.file.Path;

/** A model that was written: what sets it apart, and where its {@code config.json} lies. */
public record FamilyCase(String name, Path folder) {
    @Override
    public String toString() {
        return name;
    }
}
