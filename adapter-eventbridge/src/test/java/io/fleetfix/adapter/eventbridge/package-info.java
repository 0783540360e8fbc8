/**
 * Tests over real sockets, with the SDK's own client and an endpoint that speaks AWS's protocol.
 */
@NullMarked
package io.fleetfix.adapter.eventbridge;

import org.jspecify.annotations.NullMarked;
