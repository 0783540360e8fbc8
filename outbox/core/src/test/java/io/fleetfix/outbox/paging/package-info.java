/** Tests of lists and their cursors. */
@NullMarked
package io.fleetfix.outbox.paging;

import org.jspecify.annotations.NullMarked;
