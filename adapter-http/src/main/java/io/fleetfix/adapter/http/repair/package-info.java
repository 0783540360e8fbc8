/** The workshop's side over HTTP: repairs, invoices, credit notes and notices. */
@NullMarked
package io.fleetfix.adapter.http.repair;

import org.jspecify.annotations.NullMarked;
