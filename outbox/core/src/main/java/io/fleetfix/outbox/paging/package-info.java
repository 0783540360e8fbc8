/** Lists by time, read page by page. */
@NullMarked
package io.fleetfix.outbox.paging;

import org.jspecify.annotations.NullMarked;
