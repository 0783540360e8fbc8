/** The settings of the service: one table, read once and checked. */
@NullMarked
package io.fleetfix.bootstrap.config;

import org.jspecify.annotations.NullMarked;
