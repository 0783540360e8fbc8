/** Tests of the periodic reconciliation. */
@NullMarked
package io.fleetfix.outbox.inmemory.reconcile;

import org.jspecify.annotations.NullMarked;
