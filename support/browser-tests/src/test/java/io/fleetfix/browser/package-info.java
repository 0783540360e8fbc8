/** What web pages can do to a service on the machine of the browser, tried in a real browser. */
@NullMarked
package io.fleetfix.browser;

import org.jspecify.annotations.NullMarked;
