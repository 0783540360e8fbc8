/** Lists that are ordered by time and read page by page. */
@NullMarked
package io.fleetfix.outbox.paging;

import org.jspecify.annotations.NullMarked;
