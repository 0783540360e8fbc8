/** Value added tax: categories, rates and its calculation. */
@NullMarked
package io.fleetfix.domain.tax;

import org.jspecify.annotations.NullMarked;
