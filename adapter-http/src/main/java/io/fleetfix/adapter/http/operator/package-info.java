/** The operator's side of the outbox, over HTTP. */
@NullMarked
package io.fleetfix.adapter.http.operator;

import org.jspecify.annotations.NullMarked;
