/**
 * What every page shares: the server itself, templates, assets, who is signed in, live streams, errors and their page.
 * Nothing here knows what a page shows. Start at {@link hookworks.server.web.HookworksServer}.
 */
@NullMarked
package hookworks.server.web;

import org.jspecify.annotations.NullMarked;
