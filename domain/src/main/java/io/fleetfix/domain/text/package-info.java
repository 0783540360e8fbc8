/** Rules for texts that users enter, and random ids. */
@NullMarked
package io.fleetfix.domain.text;

import org.jspecify.annotations.NullMarked;
