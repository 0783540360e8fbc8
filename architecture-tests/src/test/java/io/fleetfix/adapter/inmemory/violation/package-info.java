/** Offenders: ways past the store's one door, and a technology that belongs elsewhere. */
@NullMarked
package io.fleetfix.adapter.inmemory.violation;

import org.jspecify.annotations.NullMarked;
