/** What tests send that must do no harm. */
@NullMarked
package io.fleetfix.outbox.contracts.hostile;

import org.jspecify.annotations.NullMarked;
