/** The endpoint as a client of AWS sees it. */
@NullMarked
package io.fleetfix.testing.localaws.eventbridge;

import org.jspecify.annotations.NullMarked;
