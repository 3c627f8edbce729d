package hookworks.server.web;

import io.javalin.config.RoutesConfig;

/** The pages of one resource. */
@FunctionalInterface
public interface Pages {
    /** Adds this resource's routes. */
    void register(RoutesConfig routes);
}
