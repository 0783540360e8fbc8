/** Messages to the front desk. */
@NullMarked
package io.fleetfix.domain.notice;

import org.jspecify.annotations.NullMarked;
