/** A local mail server for runs without a real one, and its client. */
@NullMarked
package io.fleetfix.localmail;

import org.jspecify.annotations.NullMarked;
