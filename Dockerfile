# The service in a container. Build its jar first; docs/deploy.md says how. Over the jar that was tested
# and not in a stage of its own, so that what runs is what was tested, byte for byte.
#
# The tag is exact; its digest is not pinned, because nothing here has ever reached a registry of images.
FROM eclipse-temurin:21.0.8_9-jre-alpine

COPY LICENSE bootstrap/target/fleetfix.jar /fleetfix/

# Nobody's id on any host, and nothing here belongs to it.
USER 10001:10001

# Within a container, loopback would be for the container alone.
ENV FLEETFIX_HTTP_HOST=0.0.0.0 FLEETFIX_HTTP_PORT=8080
EXPOSE 8080

# Alive means that the process answers; it never depends on AWS. The health of a service that restarts in
# every outage of its database would be none.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD wget -q -O /dev/null "http://127.0.0.1:${FLEETFIX_HTTP_PORT}/health/live"

# Three quarters of the container's memory for the heap; out of it, the process ends and starts anew.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "/fleetfix/fleetfix.jar"]
CMD ["aws"]
