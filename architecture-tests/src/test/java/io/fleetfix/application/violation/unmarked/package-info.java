/** Offenders: a package where null may be anywhere. */
package io.fleetfix.application.violation.unmarked;
