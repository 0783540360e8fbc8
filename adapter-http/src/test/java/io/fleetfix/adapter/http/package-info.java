/** The HTTP side over real sockets, with the store in memory behind it. */
@NullMarked
package io.fleetfix.adapter.http;

import org.jspecify.annotations.NullMarked;
