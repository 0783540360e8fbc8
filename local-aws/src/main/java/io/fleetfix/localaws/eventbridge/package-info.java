/** A small EventBridge on the loopback: PutEvents, its rules, and the faults of AWS. */
@NullMarked
package io.fleetfix.localaws.eventbridge;

import org.jspecify.annotations.NullMarked;
