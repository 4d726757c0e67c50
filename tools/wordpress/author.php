<?php
// What an author does, without a browser: `php author.php install`, then `php author.php publish` with the posts as JSON.
// Each post is {role, how, pasted}; each answer {address, type}: the type is what the editor's own question came back with.
[, $deed] = $argv;
if ($deed === 'install') define('WP_INSTALLING', true);
$_SERVER += ['HTTP_HOST' => parse_url(getenv('BLOG_ADDRESS'), PHP_URL_HOST), 'REQUEST_METHOD' => 'GET'];
require 'wp-load.php';

if ($deed === 'install') {
    require 'wp-admin/includes/upgrade.php';
    wp_install('A blog', 'admin', 'admin@blog.example', true, '', wp_generate_password());
    foreach (['author', 'editor'] as $role) {
        wp_insert_user(['user_login' => $role, 'user_pass' => wp_generate_password(), 'user_email' => "$role@blog.example", 'role' => $role]);
    }
    exit;
}

function editor_asks(string $url): array {
    // The block editor asks the blog itself what an address is, with the rights of whoever writes.
    $question = new WP_REST_Request('GET', '/oembed/1.0/proxy');
    $question->set_param('url', $url);
    return (array) rest_do_request($question)->get_data();
}

function content(string $how, string $pasted, array $answer): string {
    if ($how === 'block' && str_starts_with($pasted, '<')) return "<!-- wp:html -->\n$pasted\n<!-- /wp:html -->";
    if ($how === 'classic') return "Before it.\n\n$pasted\n\nAfter it.";
    $type = $answer['type'] ?? '';
    $provider = sanitize_title($answer['provider_name'] ?? '');
    $says = json_encode(['url' => $pasted, 'type' => $type, 'providerNameSlug' => $provider], JSON_UNESCAPED_SLASHES);
    $class = "wp-block-embed is-type-$type is-provider-$provider wp-block-embed-$provider";
    $shown = str_replace('&', '&amp;', $pasted);
    return "<!-- wp:embed $says -->\n<figure class=\"$class\"><div class=\"wp-block-embed__wrapper\">\n$shown\n</div></figure>\n<!-- /wp:embed -->";
}

$answers = [];
foreach (json_decode(stream_get_contents(STDIN), true) as $post) {
    wp_set_current_user(get_user_by('login', $post['role'])->ID);
    kses_init();
    $asked = str_starts_with($post['pasted'], '<') ? [] : editor_asks($post['pasted']);
    $id = wp_insert_post(wp_slash([
        'post_title' => 'A post',
        'post_status' => 'publish',
        'post_author' => get_current_user_id(),
        'post_content' => content($post['how'], $post['pasted'], $asked),
    ]));
    $answers[] = ['address' => get_permalink($id), 'type' => $asked['type'] ?? ''];
}
echo json_encode(['version' => get_bloginfo('version'), 'posts' => $answers]);
