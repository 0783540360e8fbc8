/** Offenders: a technology that belongs elsewhere. */
@NullMarked
package io.fleetfix.adapter.inmemory.violation;

import org.jspecify.annotations.NullMarked;
