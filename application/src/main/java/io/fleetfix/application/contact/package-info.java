/** Use cases about where the customer of a repair is reached. */
@NullMarked
package io.fleetfix.application.contact;

import org.jspecify.annotations.NullMarked;
