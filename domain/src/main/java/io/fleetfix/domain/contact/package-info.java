/** Where a customer is reached. */
@NullMarked
package io.fleetfix.domain.contact;

import org.jspecify.annotations.NullMarked;
