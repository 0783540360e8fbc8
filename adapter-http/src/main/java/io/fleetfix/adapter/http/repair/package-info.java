/** The workshop's side over HTTP: repairs, invoices, notices and mails. */
@NullMarked
package io.fleetfix.adapter.http.repair;

import org.jspecify.annotations.NullMarked;
