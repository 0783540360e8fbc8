/** What the front desk reads. */
@NullMarked
package io.fleetfix.domain.notice;

import org.jspecify.annotations.NullMarked;
