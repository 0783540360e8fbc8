/** Lets programs on this machine use a local server, and keeps out web pages and other machines. */
@NullMarked
package io.fleetfix.localaws.gate;

import org.jspecify.annotations.NullMarked;
