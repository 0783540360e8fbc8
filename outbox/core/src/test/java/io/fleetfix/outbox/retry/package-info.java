/** Tests of pauses and retries. */
@NullMarked
package io.fleetfix.outbox.retry;

import org.jspecify.annotations.NullMarked;
