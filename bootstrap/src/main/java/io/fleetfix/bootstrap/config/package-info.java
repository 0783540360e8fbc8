/** Every setting of the service, read once and checked. */
@NullMarked
package io.fleetfix.bootstrap.config;

import org.jspecify.annotations.NullMarked;
