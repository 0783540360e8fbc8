# Runs the service in a container. Build the jar first; docs/deploy.md explains how. The image has no build
# stage, so that it contains exactly the jar that was tested.
#
# The digest decides which image it is, and the tag says so to people. Both are those that other public projects
# pin: this image has never been pulled or built here, for want of a registry. If the digest is wrong, the build fails.
FROM eclipse-temurin:21.0.12_8-jre-alpine@sha256:1a29e1fe337eb28b5bec30f0ee8ed29f0ff80ab6f75dcf9313efe82911065a52

COPY LICENSE bootstrap/target/fleetfix.jar /fleetfix/

# An unprivileged user, which owns no files in the image.
USER 10001:10001

# On the loopback address, the service could not be reached from outside of the container.
ENV FLEETFIX_HTTP_HOST=0.0.0.0 FLEETFIX_HTTP_PORT=8080
EXPOSE 8080

# The check covers the process only and never depends on AWS: otherwise an outage of the database would
# restart every container. Load balancers use /health/ready instead.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD wget -q -O /dev/null "http://127.0.0.1:${FLEETFIX_HTTP_PORT}/health/live"

# The heap gets three quarters of the container's memory. Out of memory, the process exits, to be restarted.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "/fleetfix/fleetfix.jar"]
CMD ["aws"]
