/** What the values of lists guarantee. */
@NullMarked
package io.fleetfix.outbox.paging;

import org.jspecify.annotations.NullMarked;
