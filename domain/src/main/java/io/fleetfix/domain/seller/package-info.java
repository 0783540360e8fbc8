/** The workshop as a seller: its profile, and what the law wants its invoices to show. */
@NullMarked
package io.fleetfix.domain.seller;

import org.jspecify.annotations.NullMarked;
