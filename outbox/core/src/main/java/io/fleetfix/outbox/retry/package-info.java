/** How threads pause and retry: with growing pauses, with jitter, and up to a deadline. */
@NullMarked
package io.fleetfix.outbox.retry;

import org.jspecify.annotations.NullMarked;
