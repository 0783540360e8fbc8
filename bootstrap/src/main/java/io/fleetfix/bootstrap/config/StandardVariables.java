package io.fleetfix.bootstrap.config;

import static io.fleetfix.bootstrap.config.SettingGroup.STANDARD;
import static io.fleetfix.bootstrap.config.SettingGroup.STANDARD_AWS;

import io.fleetfix.bootstrap.config.SettingDefault.Either;
import io.fleetfix.bootstrap.telemetry.Telemetry;
import java.util.List;

/** Variables that OpenTelemetry, the JVM and the AWS SDK define: those that matter most here. */
final class StandardVariables {
  static final List<Setting> ALL =
      List.of(
          Settings.unset(
              Telemetry.ENDPOINT,
              STANDARD,
              "OpenTelemetry collector to send traces to. Setting it turns tracing on."),
          new Setting(
              Telemetry.EXPORTER,
              STANDARD,
              "Exporter of traces. Any value but none turns tracing on.",
              new Either(
                  "otlp",
                  Telemetry.ENDPOINT,
                  environment -> environment.containsKey(Telemetry.ENDPOINT),
                  "none"),
              false),
          Settings.setting(
              "OTEL_EXPORTER_OTLP_PROTOCOL",
              STANDARD,
              "Protocol to the collector. grpc is not supported.",
              "http/protobuf"),
          Settings.setting(
              "OTEL_SERVICE_NAME", STANDARD, "Name of this service in traces.", "fleetfix"),
          Settings.unset(
              "JDK_JAVA_OPTIONS",
              STANDARD,
              "Options for the JVM, such as -Xmx1g. They win over those of the launcher."),
          Settings.unset(
              "AWS_REGION",
              STANDARD_AWS,
              "Region, such as eu-central-1. Required unless the profile or the instance has one."),
          Settings.unset(
              "AWS_PROFILE",
              STANDARD_AWS,
              "Profile of the AWS configuration files that holds region and credentials."),
          Settings.unset(
              "AWS_ACCESS_KEY_ID",
              STANDARD_AWS,
              "Credentials. Not needed with a profile, or with a role of the instance or task."),
          Settings.secret(
              "AWS_SECRET_ACCESS_KEY", STANDARD_AWS, "The secret of AWS_ACCESS_KEY_ID."),
          Settings.secret(
              "AWS_SESSION_TOKEN", STANDARD_AWS, "Session token of temporary credentials."),
          endpoint("AWS_ENDPOINT_URL", "all services"),
          endpoint("AWS_ENDPOINT_URL_DYNAMODB", "DynamoDB"),
          endpoint("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", "DynamoDB Streams"),
          endpoint("AWS_ENDPOINT_URL_EVENTBRIDGE", "EventBridge"),
          endpoint("AWS_ENDPOINT_URL_SQS", "SQS"));

  private StandardVariables() {}

  private static Setting endpoint(String name, String service) {
    return Settings.unset(
        name, STANDARD_AWS, "Endpoint of " + service + ", if it is not the region's own.");
  }
}
