/** Stands in for the AWS SDK, which is not on the class path of this module. */
@NullMarked
package software.amazon.awssdk.services.dynamodb.violation;

import org.jspecify.annotations.NullMarked;
