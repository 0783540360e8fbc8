/** Values of the small EventBridge. */
@NullMarked
package io.fleetfix.localaws.eventbridge;

import org.jspecify.annotations.NullMarked;
