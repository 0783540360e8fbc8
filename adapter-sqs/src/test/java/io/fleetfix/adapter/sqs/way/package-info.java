/** Interceptors and proxies that inject faults into calls to SQS, or record them. */
@NullMarked
package io.fleetfix.adapter.sqs.way;

import org.jspecify.annotations.NullMarked;
