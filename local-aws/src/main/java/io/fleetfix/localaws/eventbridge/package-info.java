/** A minimal EventBridge on the loopback interface: PutEvents, rules and AWS's failures. */
@NullMarked
package io.fleetfix.localaws.eventbridge;

import org.jspecify.annotations.NullMarked;
