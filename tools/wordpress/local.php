<?php
// A must-use plugin with what differs from a blog in the world; what it does to a link is left as it is.

// By itself WordPress asks no address of its own machine, and no unusual port. Here the timer has both.
$timer = parse_url(getenv('TIMER_ADDRESS'));
add_filter('http_request_host_is_external', fn ($external, $host) => $external || $host === $timer['host'], 10, 2);
add_filter('http_allowed_safe_ports', fn ($ports) => [...$ports, $timer['port']]);

// Anything else outside is not there: without this every page would wait for it.
add_filter('pre_http_request', fn ($answer, $arguments, $url) => str_starts_with($url, getenv('TIMER_ADDRESS'))
    ? $answer : new WP_Error('away', 'Only the timer is asked.'), 10, 3);

// Two themes in one blog, so that a visit can choose: ?theme=twentytwentyone
foreach (['template', 'stylesheet'] as $option) {
    add_filter("pre_option_$option", fn ($theme) => preg_match('/^\w+$/', $_GET['theme'] ?? '') ? $_GET['theme'] : $theme);
}
