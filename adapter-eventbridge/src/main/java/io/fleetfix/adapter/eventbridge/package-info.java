/** The bus on EventBridge: PutEvents, and the event's wire format. */
@NullMarked
package io.fleetfix.adapter.eventbridge;

import org.jspecify.annotations.NullMarked;
