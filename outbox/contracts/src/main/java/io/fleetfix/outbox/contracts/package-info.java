/** What the outbox's ports promise, as tests, and the patience that such tests need. */
@NullMarked
package io.fleetfix.outbox.contracts;

import org.jspecify.annotations.NullMarked;
