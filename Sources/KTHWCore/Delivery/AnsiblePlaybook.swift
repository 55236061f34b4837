/// The playbook that brings overlays to their hosts, and restarts what reads
/// what has changed.
///
/// It is the same for every cluster; what differs is in the
/// inventory and in ``AnsibleHost``.
///
/// Modules are those of `ansible.builtin`, from ansible-core 2.11 on.
enum AnsiblePlaybook {
  /// The files, by their names.
  static let files = [
    ("site.yaml", site), ("host.yaml", host), ("handlers.yaml", handlers),
  ]

  private static let notice =
    "# Made by kthwctl bundle --format ansible; what is changed here is lost when it is made again.\n"

  /// The order: etcd, the control plane, load balancers, workers; each host once.
  private static let site =
    notice + #"""
      # ansible-playbook -i inventory.yaml site.yaml
      ---
      - name: Members of etcd
        hosts: etcd
        serial: "{{ kthw_serial_etcd | default(1) }}"
        gather_facts: false
        any_errors_fatal: true
        tasks: &tasks
          - name: Bring the host up to date
            ansible.builtin.import_tasks: host.yaml
        handlers: &handlers
          - name: Restart what reads what has changed
            ansible.builtin.import_tasks: handlers.yaml

      - name: The control plane
        hosts: control_plane:!etcd
        serial: "{{ kthw_serial_control_plane | default(1) }}"
        gather_facts: false
        any_errors_fatal: true
        tasks: *tasks
        handlers: *handlers

      - name: Load balancers
        hosts: load_balancer:!control_plane:!etcd
        serial: "{{ kthw_serial_load_balancer | default(1) }}"
        gather_facts: false
        any_errors_fatal: true
        tasks: *tasks
        handlers: *handlers

      - name: Workers
        hosts: worker:!load_balancer:!control_plane:!etcd
        serial: "{{ kthw_serial_worker | default('10%') }}"
        gather_facts: false
        max_fail_percentage: 0
        tasks: *tasks
        handlers: *handlers

      # Not before: a member of etcd that starts for the first time waits for the others.
      - name: Everything runs
        hosts: all
        gather_facts: false
        tasks:
          - name: Wait until every unit is active
            ansible.builtin.command:
              argv: "{{ ['systemctl', 'is-active'] + (kthw.units | map(attribute='name') | list) }}"
            register: kthw_end
            until: kthw_end.rc == 0
            retries: "{{ kthw_retries | default(30) }}"
            delay: "{{ kthw_delay | default(5) }}"
            changed_when: false

      """#

  private static let host =
    notice + #"""
      # What one host gets. hosts/NAME/host.json says what that is.
      ---
      - name: Read what this host gets
        ansible.builtin.set_fact:
          kthw: "{{ lookup('ansible.builtin.file', here ~ '/host.json') | from_json }}"
          kthw_overlay: "{{ kthw_tree }}/hosts/{{ inventory_hostname }}"
        vars:
          here: "{{ playbook_dir }}/hosts/{{ inventory_hostname }}"

      - name: Ask which manifest is there
        ansible.builtin.stat:
          path: "{{ kthw_root }}/etc/kthwctl/manifest"
          checksum_algorithm: sha256
        register: kthw_manifest

      - name: Hold what is there against it
        ansible.builtin.script:
          cmd: "check.sh {{ (kthw_root ~ '/') | quote }}"
          executable: /bin/sh
        register: kthw_check
        when: kthw_manifest.stat.exists and kthw_manifest.stat.checksum == kthw.manifest
        changed_when: false
        failed_when: false
        check_mode: false

      - name: Ask what the units were started with
        ansible.builtin.slurp:
          src: "{{ kthw_root }}/etc/kthwctl/started.json"
        register: kthw_started
        failed_when: false

      - name: Ask which units run
        ansible.builtin.command:
          argv: "{{ ['systemctl', 'is-active'] + (kthw.units | map(attribute='name') | list) }}"
        register: kthw_active
        changed_when: false
        failed_when: false
        check_mode: false

      # Most runs find most hosts as they should be, and end here.
      - name: Place the files
        when: kthw_check.rc is not defined or kthw_check.rc != 0
        block:
          - name: Make directories that are not there, and leave the others as they are
            ansible.builtin.command:
              argv: "{{ ['/bin/sh', '-c', 'umask 022; mkdir -pv -- \"$@\"', 'sh'] + paths }}"
            vars:
              paths: "{{ kthw.directories | map('regex_replace', '^', kthw_root) | list }}"
            register: kthw_made
            changed_when: kthw_made.stdout | length > 0

          - name: Place what is secret
            ansible.builtin.copy:
              src: "{{ kthw_overlay }}{{ item.path }}"
              dest: "{{ kthw_root }}{{ item.path }}"
              owner: root
              group: root
              mode: "{{ item.mode }}"
              follow: false
            loop: "{{ kthw.files | selectattr('secret') | list }}"
            loop_control:
              label: "{{ item.path }}"
            diff: false
            register: kthw_secret

          - name: Place what is not
            ansible.builtin.copy:
              src: "{{ kthw_overlay }}{{ item.path }}"
              dest: "{{ kthw_root }}{{ item.path }}"
              owner: root
              group: root
              mode: "{{ item.mode }}"
              follow: false
            loop: "{{ kthw.files | rejectattr('secret') | list }}"
            loop_control:
              label: "{{ item.path }}"
            register: kthw_plain

          - name: Place links
            ansible.builtin.file:
              src: "{{ item.target }}"
              dest: "{{ kthw_root }}{{ item.path }}"
              state: link
              force: true
              follow: false
            loop: "{{ kthw.links | rejectattr('once') | list }}"
            loop_control:
              label: "{{ item.path }}"

          # The host turns these to where they belong.
          - name: Place links that are not there
            ansible.builtin.command:
              argv: [ln, -s, --, "{{ item.target }}", "{{ kthw_root }}{{ item.path }}"]
              creates: "{{ kthw_root }}{{ item.path }}"
            loop: "{{ kthw.links | selectattr('once') | list }}"
            loop_control:
              label: "{{ item.path }}"

          - name: Place what checks all that
            ansible.builtin.copy:
              src: "{{ item.src }}"
              dest: "{{ kthw_root }}/etc/kthwctl/{{ item.name }}"
              owner: root
              group: root
              mode: "{{ item.mode }}"
            loop:
              - {name: check.sh, src: check.sh, mode: "0755"}
              - {name: manifest, src: "hosts/{{ inventory_hostname }}/manifest", mode: "0644"}
            loop_control:
              label: "{{ item.name }}"

          - name: Check that everything is there
            ansible.builtin.script:
              cmd: "check.sh {{ (kthw_root ~ '/') | quote }}"
              executable: /bin/sh
            register: kthw_result
            changed_when: false
            failed_when: kthw_result.rc != 0
            # Where this fails the tree has changed since: make this folder again, by
            # kthwctl bundle --all --format ansible

      # Also what an earlier run placed and did not come to start.
      - name: Find out what must be restarted
        ansible.builtin.set_fact:
          kthw_restart: >-
            {%- set found = [] -%}
            {%- for unit in kthw.units -%}
            {%- if before[unit.name] | default('') != unit.digest
            or unit.files | intersect(changed) | length > 0 -%}
            {%- set _ = found.append(unit.name) -%}
            {%- endif -%}
            {%- endfor -%}
            {{ found | to_json }}
          kthw_stopped: >-
            {%- set found = [] -%}
            {%- for unit in kthw.units -%}
            {%- if loop.index0 >= lines | length or lines[loop.index0] != 'active' -%}
            {%- set _ = found.append(unit.name) -%}
            {%- endif -%}
            {%- endfor -%}
            {{ found | to_json }}
        vars:
          lines: "{{ kthw_active.stdout_lines | default([]) }}"
          before: "{{ kthw_started.content | default('e30=') | b64decode | from_json }}"
          placed: "{{ kthw_secret.results | default([]) + kthw_plain.results | default([]) }}"
          changed: "{{ placed | selectattr('changed') | map(attribute='item.path') | list }}"

      - name: Restart what reads what has changed
        ansible.builtin.debug:
          msg: "{{ kthw_restart | from_json | join(' ') }}"
        when: kthw_restart | from_json | length > 0
        changed_when: true
        notify:
          - Read the units again
          - Restart the units

      - name: Restart now
        ansible.builtin.meta: flush_handlers

      - name: Start what does not run
        ansible.builtin.systemd:
          name: "{{ item.name }}"
          state: started
          no_block: true
        loop: "{{ kthw.units }}"
        loop_control:
          label: "{{ item.name }}"
        when: item.name in kthw_stopped | from_json and item.name not in kthw_restart | from_json

      - name: Note what the units were started with
        ansible.builtin.copy:
          content: "{{ dict(kthw.units | map(attribute='name') | zip(digests)) | to_json }}\n"
          dest: "{{ kthw_root }}/etc/kthwctl/started.json"
          owner: root
          group: root
          mode: "0644"
        vars:
          digests: "{{ kthw.units | map(attribute='digest') | list }}"

      """#

  private static let handlers =
    notice + #"""
      ---
      - name: Read the units again
        ansible.builtin.systemd:
          daemon_reload: true

      # A unit that did not run is not waited for: others on other hosts may have to
      # start before it is ready. One that ran must be ready before the next host's turn.
      - name: Restart the units
        ansible.builtin.systemd:
          name: "{{ item.name }}"
          state: "{{ 'reloaded' if item.reload else 'restarted' }}"
          enabled: "{{ item.enable | ternary(true, omit) }}"
          no_block: "{{ item.name in kthw_stopped | from_json }}"
        loop: "{{ kthw.units }}"
        loop_control:
          label: "{{ item.name }}"
        when: item.name in kthw_restart | from_json

      """#
}
