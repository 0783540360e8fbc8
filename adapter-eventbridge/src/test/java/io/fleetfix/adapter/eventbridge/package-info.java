/** Tests over real sockets: the SDK's own client, and an endpoint that speaks as AWS does. */
@NullMarked
package io.fleetfix.adapter.eventbridge;

import org.jspecify.annotations.NullMarked;
