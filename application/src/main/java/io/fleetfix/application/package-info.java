/**
 * What the workshop's software does, told in use cases; how it is stored and sent stands behind
 * ports.
 */
@NullMarked
package io.fleetfix.application;

import org.jspecify.annotations.NullMarked;
