/** When the mail with an invoice is attempted, and by whom it can be requested again. */
@NullMarked
package io.fleetfix.application.mail;

import org.jspecify.annotations.NullMarked;
