/** Offenders: a package that is not null-marked. */
package io.fleetfix.application.violation.unmarked;
