/** Where a request comes from: the host it names, the page that sent it, its client's address. */
@NullMarked
package io.fleetfix.adapter.http.origin;

import org.jspecify.annotations.NullMarked;
