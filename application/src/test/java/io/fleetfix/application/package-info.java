/** Repairs to test with, and a store in which something can happen in between. */
@NullMarked
package io.fleetfix.application;

import org.jspecify.annotations.NullMarked;
