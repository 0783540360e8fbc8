/** What an operator asks of the outbox, and does to it, over HTTP. */
@NullMarked
package io.fleetfix.adapter.http.operator;

import org.jspecify.annotations.NullMarked;
