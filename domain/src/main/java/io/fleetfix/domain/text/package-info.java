/** Rules for texts that people type, and random ids. */
@NullMarked
package io.fleetfix.domain.text;

import org.jspecify.annotations.NullMarked;
