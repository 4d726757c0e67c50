<?php
// A WordPress in a temporary folder: Debian's wp-config.php reads /etc, which is none of our business here.
define('DB_NAME', 'blog');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('BLOG_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', getenv('BLOG_ADDRESS'));
define('WP_SITEURL', getenv('BLOG_ADDRESS'));
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
define('ABSPATH', __DIR__ . '/');
require ABSPATH . 'wp-settings.php';
