/** Where a request comes from: the host that it names, and the page that sent it. */
@NullMarked
package io.fleetfix.adapter.http.origin;

import org.jspecify.annotations.NullMarked;
